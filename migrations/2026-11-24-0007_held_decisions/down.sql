DROP TABLE held_decisions;
