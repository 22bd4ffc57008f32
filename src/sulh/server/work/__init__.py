"""Work that is done beside requests or after one another, so that no request waits for another's."""
