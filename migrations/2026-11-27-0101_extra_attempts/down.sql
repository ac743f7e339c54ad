DROP TABLE extra_attempts;
