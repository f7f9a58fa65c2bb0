// Has no public class.
import java.io.*;
class Helper { static long add(long a, long b) { return a + b; } }
class Program {
    public static void main(String[] arguments) throws IOException {
        String[] words = new BufferedReader(new InputStreamReader(System.in)).readLine().split(" ");
        System.out.println(Helper.add(Long.parseLong(words[0]), Long.parseLong(words[1])));
    }
}
