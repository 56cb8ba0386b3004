"""How the parts are put together: settings, addresses, what reacts to what."""
