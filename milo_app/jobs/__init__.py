"""Work without a browser: APScheduler ticks in every process, a lease says who does it, claimed rows say what."""
