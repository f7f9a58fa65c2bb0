/* Computes for ever.
 * Contained: the run ends by its CPU limit, long before its wall limit.
 *
 * Limits: cpu 100 ms
 * Ends: limit cpu */
int main(void)
{
    for (volatile unsigned long count = 0;; count++) {}
}
