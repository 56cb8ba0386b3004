"""Stories told through both doors: the desk and the API."""
