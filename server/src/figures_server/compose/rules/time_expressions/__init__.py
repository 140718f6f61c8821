"""How times are told, which are no figures: dates, hours, years, periods, and times told by others ("a week ago")."""
