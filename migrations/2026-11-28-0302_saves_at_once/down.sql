DROP FUNCTION keep_saves;
