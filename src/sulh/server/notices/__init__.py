"""Notices that the server sends, by e-mail and by webhook: what there is to tell, a queue, and the two ways."""
