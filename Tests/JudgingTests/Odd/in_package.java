// Is in a package of its own.
package contest.april;

import java.util.Scanner;

public class Adder {
    public static void main(String[] arguments) {
        Scanner in = new Scanner(System.in);
        System.out.println(in.nextLong() + in.nextLong());
    }
}
