"""What the commands stand on. Each part is loaded when a command first asks for it, not before."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ui.environment import check_names

if TYPE_CHECKING:
    from index.archive import Archive
    from index.build import BuildReport, Progress
    from rag.pipeline import Pipeline
    from rag.settings import Settings


class Services:
    """The product as the command line sees it; tests put their own in its place."""

    def settings(self, archive: Path | None = None) -> "Settings":
        """Settings of this run; SettingsError when a value or a BELEGT_* name is wrong."""
        from rag.settings import Settings

        check_names(os.environ, Settings.model_fields)
        return Settings.load(archive=archive)

    def build(
        self, paths: Iterable[Path], archive: Path | None, prune: bool, progress: "Callable[[Progress], None]"
    ) -> "BuildReport":
        """Adds and updates the articles at `paths`."""
        from index.build import build
        from index.embed import load_embedder

        settings = self.settings(archive)
        with self.archive(archive, write=True) as opened:
            return build(paths, opened, settings, lambda: load_embedder(settings), prune=prune, progress=progress)

    def archive(self, archive: Path | None, write: bool = False) -> "Archive":
        """The open archive, to be used as a context manager."""
        from index.archive import Archive

        settings = self.settings(archive)
        return Archive.open(settings.archive, settings, write=write)

    def pipeline(self, archive: Path | None, answering: bool = False) -> "Pipeline":
        """The pipeline over the archive; the caller closes it. `answering` needs a language model, or fails at once."""
        from rag.pipeline import Pipeline

        settings = self.settings(archive)
        return Pipeline.open(settings.archive, settings, answering=answering)
