"""The bodies of requests and answers. Inner types never leave as they are."""
