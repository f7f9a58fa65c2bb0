// Has a public class with a name of its own, and says "public class Wrong" in a comment.
import java.util.*;
/* public class Wrong {} */
public class Adder {
    static class Inner { long sum(long a, long b) { return a + b; } }
    public static void main(String[] arguments) {
        Scanner in = new Scanner(System.in);
        System.out.println(new Inner().sum(in.nextLong(), in.nextLong()));
    }
}
