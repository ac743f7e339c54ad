DROP TABLE certificate_obstacles;
DROP TABLE revocations;
DROP TABLE certificate_files;
DROP TABLE certificates;
