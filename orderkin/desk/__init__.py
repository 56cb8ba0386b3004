"""The HTML door: pages, dialogs and forms over the same actions and queries as the API."""
