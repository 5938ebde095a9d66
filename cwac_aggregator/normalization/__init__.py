"""Recognisers of dates, times, rules, places and themes: text in, spans and values out. Pure."""
