"""The addresses of the API: each route takes a body, calls one function, and answers with a schema."""
