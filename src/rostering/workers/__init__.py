"""Workers: processes beside the web service, on as many machines as one likes, that take work from a queue."""
