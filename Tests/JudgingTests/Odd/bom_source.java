// The source begins with a byte order mark.
import java.util.*;
public class Main {
    public static void main(String[] arguments) {
        Scanner in = new Scanner(System.in);
        System.out.println(in.nextLong() + in.nextLong());
    }
}
