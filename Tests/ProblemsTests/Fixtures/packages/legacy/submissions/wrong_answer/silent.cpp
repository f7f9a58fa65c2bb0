// @EXPECTED_RESULTS@: WRONG-ANSWER, run_time_error */
int main() { return 0; }
