"""Everything that is installed before something can start, the two halves side by side."""

from threading import Thread

from running import frontend, packages


def install(extra: str) -> None:
    """Install the Python packages of `extra` and the front-end packages."""
    fetching = Thread(target=frontend.fetch_with_own_npm, daemon=True)
    if not frontend.installed():
        fetching.start()
    packages.install(extra)
    if fetching.ident:
        fetching.join()
    frontend.install()
