DROP TABLE suspensions;
DROP TABLE role_grants;
DROP TABLE sign_in_codes;
DROP TABLE sessions;
DROP TABLE passwords;
DROP TABLE persons;
DROP TABLE agencies;
