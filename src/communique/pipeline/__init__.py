"""The stages in order, in a worker process that can be killed, resumable at document boundaries."""

from communique.pipeline.kernel import Kernel, Options
from communique.pipeline.outcome import Outcome
from communique.pipeline.run import run

__all__ = ["Kernel", "Options", "Outcome", "run"]
