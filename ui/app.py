"""The browser page as one function: `launch(pipeline)`. It listens on this machine and loads nothing from elsewhere."""

import locale
import os
import sys
import threading
from importlib.resources import files
from typing import TYPE_CHECKING

from index.article import Language
from ui.serve import free_port, show, spare_proxy, warm_in_background
from ui.texts import choose_language

if TYPE_CHECKING:
    from gradio import Blocks

    from ui.page import Pipeline

FONTS = ["Charter", "Bitstream Charter", "Georgia", "Liberation Serif", "serif"]
CODE_FONTS = ["ui-monospace", "DejaVu Sans Mono", "monospace"]
NEVER = "1000000000"
"""Events between two summaries of gradio's monitoring page, which is not offered."""

UPLOAD_LIMIT = "1kb"
"""The page takes no files; gradio's upload address cannot be removed, only made useless."""


def launch(
    pipeline: "Pipeline",
    *,
    host: str = "127.0.0.1",
    port: int = 7860,
    open_browser: bool = True,
    language: Language | None = None,
) -> None:
    """Serve the page until Ctrl+C. The models are warmed after it is up.

    `language` fixes the interface's first language; without it the browser's
    own is followed. When `port` is taken, the next free one of ten is used;
    SettingsError when none is free.
    """
    ready = threading.Event()
    page = build(pipeline, language=language, ready=ready)
    address = start(page, host, free_port(host, port))
    try:
        print(f"belegt: the page is at {address} (Ctrl+C ends it)", file=sys.stderr, flush=True)
        warm_in_background(pipeline, ready)
        if open_browser:
            show(address)
        threading.Event().wait()
    except KeyboardInterrupt:
        print("belegt: ended.", file=sys.stderr)
    finally:
        page.close(verbose=False)


def build(pipeline: "Pipeline", *, language: Language | None = None, ready: threading.Event | None = None) -> "Blocks":
    """The page, not yet served. `ready` is set once the models are warm; without it they are taken to be."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["GRADIO_ANALYTICS_CACHE_FREQUENCY"] = NEVER
    from ui.page import Page

    if ready is None:
        ready = threading.Event()
        ready.set()
    first = language or choose_language(locale.getlocale()[0])
    blocks: Blocks = Page(pipeline, ready, first=first, fixed=language is not None).blocks
    return blocks


def start(page: "Blocks", host: str, port: int) -> str:
    """Serve the page from a thread and return its address. No API docs, no run history, no share link, no files."""
    from gradio.themes import Base

    from ui.guard import middleware

    spare_proxy(host)
    page.launch(
        server_name=host,
        server_port=port,
        prevent_thread_lock=True,
        quiet=True,
        inbrowser=False,
        inline=False,
        share=False,
        show_error=True,
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        mcp_server=False,
        ssr_mode=False,
        pwa=False,
        max_file_size=UPLOAD_LIMIT,
        app_kwargs={"middleware": middleware(host)},
        theme=Base(font=FONTS, font_mono=CODE_FONTS, primary_hue="slate", neutral_hue="stone"),
        head=_head(),
    )
    return f"http://{_bracketed(host)}:{port}/"


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _head() -> str:
    """Style and script for the page's head: gradio rewrites the selectors of what it is given as `css`."""
    own = files(__package__)
    style, script = (own.joinpath(name).read_text(encoding="utf-8") for name in ("style.css", "page.js"))
    return f"<style>{style}</style><script>{script}</script>"
