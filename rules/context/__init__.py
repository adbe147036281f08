"""Where the request and the application are at hand."""
