"""The local web app: pages over a project file, each with a JSON twin. Nothing is ever sent anywhere."""

from communique.web.app import create_app
from communique.web.options import Options

__all__ = ["Options", "create_app"]
