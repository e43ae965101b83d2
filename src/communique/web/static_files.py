"""Scripts and styles: files of this package and the chart library, served under addresses that change with
their content.
"""

from __future__ import annotations

import os
import threading
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from fastapi import APIRouter, Response
from platformdirs import user_cache_path

KINDS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
FOREVER = "public, max-age=31536000, immutable"
router = APIRouter(include_in_schema=False)
_drawing = threading.Lock()


@cache
def content(name: str) -> bytes | None:
    """The bytes of a file of `static/`; the style is the report's palette and the app's own rules."""
    if name == "vega.js":
        return chart_library()
    if "/" in name or "\\" in name or name.startswith("."):
        return None
    path = files("communique.web").joinpath("static", name)
    if not path.is_file():
        return None
    own = path.read_bytes()
    if name == "style.css":
        own = files("communique.report").joinpath("templates", "palette.css").read_bytes() + own
    return own


@cache
def asset(name: str) -> str:
    """The address of a static file, with a mark of its content."""
    if name == "vega.js":
        return f"/static/vega.js?v={version('vl-convert-python')}"
    return f"/static/{name}?v={sha256(content(name) or b'').hexdigest()[:12]}"


def chart_library() -> bytes:
    """The browser bundle of Vega, Vega-Lite and Vega-Embed that vl-convert carries. Putting it together takes
    seconds, so it is kept in the user's cache.
    """
    path = user_cache_path("communique") / f"vega-{version('vl-convert-python')}.js"
    with _drawing:
        if path.is_file():
            return path.read_bytes()
        import vl_convert

        # the stub asks for a snippet; without one the whole library comes
        made = str(vl_convert.javascript_bundle()).encode()  # type: ignore[call-arg]
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f".{os.getpid()}.part")
        part.write_bytes(made)
        Path(part).replace(path)
        return made


def warm() -> None:
    """Puts the chart library together in the background, so that the first chart does not wait for it."""
    threading.Thread(target=content, args=("vega.js",), name="chart library", daemon=True).start()


@router.get("/static/{name}")
def static_file(name: str) -> Response:
    """A static file."""
    found = content(name)
    kind = KINDS.get(Path(name).suffix)
    if found is None or kind is None:
        return Response("no such file", status_code=404, media_type="text/plain")
    return Response(found, media_type=kind, headers={"cache-control": FOREVER})
