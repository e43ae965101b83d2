"""The stages in order, in a worker process that can be killed, resumable at document boundaries."""

from communique.pipeline.coder import coder_of
from communique.pipeline.collect import Collector
from communique.pipeline.kernel import Kernel, Options
from communique.pipeline.outcome import Outcome
from communique.pipeline.recoding import recode
from communique.pipeline.run import run

__all__ = ["Collector", "Kernel", "Options", "Outcome", "coder_of", "recode", "run"]
