"""The text of a job posting from a web page: fetched by `core.safe_http`, taken apart in a jailed child process."""
