DROP TABLE lost_access_answers;
DROP TABLE lost_access_requests;
DROP INDEX mails_by_certificate;
DROP TABLE certificate_obstacles;
DROP TABLE revocations;
DROP TABLE certificate_files;
DROP TABLE certificates;
