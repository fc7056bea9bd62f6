"""The site: a ledger as pages that need no server, no network and, for reading, no script."""

from tallystick.publish.site.folder import MARKER
from tallystick.publish.site.writing import SiteResult, write_site

__all__ = ["MARKER", "SiteResult", "write_site"]
