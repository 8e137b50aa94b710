package org.stowage.command;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Requests the administration URLs of a running server and prints the answers. */
public final class Command {

    private static final String PASSWORD = "STOWAGE_ADMIN_PASSWORD";
    private static final int ERROR = 2;

    private static final String USAGE = """
            java -jar upload.war explain URL LENGTH [--type TYPE] [--authorization VALUE]
                says why the upload of LENGTH bytes to the URL of a PUT is refused
            java -jar upload.war refusals [ID] [--code CODE] [--path PART] [--limit 50]
                lists the last refusals; of one it says what would be right
            java -jar upload.war usage [--limit 50]
                says how full the store is, and who uses most: bytes, files, owner
            java -jar upload.war find [--order newest|oldest|largest|due] [--owner OWNER] [--tenant NAME] [--path PART]
                    [--type TYPE] [--min-size BYTES] [--max-size BYTES] [--stored-from TIME] [--stored-before TIME]
                    [--sha256 HASH] [--limit 50] [--cursor CURSOR]
                lists files: when stored, bytes, owner, when due, path
            java -jar upload.war find URL
                says what happened to a file
            java -jar upload.war delete URL | --owner OWNER | --path PART | --sha256 HASH
            java -jar upload.war ban URL | --owner OWNER | --sha256 HASH | --content-of URL [--why WHY]
            java -jar upload.war unban URL | --owner OWNER | --sha256 HASH
                deletes files; deletes them and refuses such uploads; refuses them no more
            java -jar upload.war erase OWNER [--record FILE]
                deletes all files of a user, and saves the signed record
            java -jar upload.war verify FILE
                checks the record of an erasure; asks no server
            java -jar upload.war jobs [ID] [--stop ID]
            java -jar upload.war bans
            java -jar upload.war transfers [--end ID]
            java -jar upload.war audit [--event EVENT] [--owner OWNER] [--admin NAME] [--path PART] [--limit 50]
                list orders, bans, uploads and downloads under way, and lines of the audit log
            java -jar upload.war dry-run [KEY=VALUE…]
                says what the retention rules in force, or those of these settings, would delete now
            java -jar upload.war set [KEY [VALUE]]
                shows the settings; changes one until the deployment ends; without VALUE ends the change
            java -jar upload.war test-upload [--url BASE] [--size BYTES]
                uploads, downloads and deletes test files by the public URL, or by BASE
            java -jar upload.war check
                says what is wrong with settings, store, machine and listeners
            java -jar upload.war follow-clock
                trusts the clock of the server's machine again after it has jumped
            Each command takes [--server http://127.0.0.1:8080/upload/] and [--user admin]. The password is read from
            the environment variable STOWAGE_ADMIN_PASSWORD, or typed at a prompt. A "-" in place of URL or VALUE of
            explain stands for a line of standard input: both contain tokens, and every process can read the arguments.
            delete, ban, unban and erase say what they will do and ask for a yes; --yes says it before. --id NAME names
            the order: the same order with the same id is carried out once.
            The exit status is 0 if all is right (check: also with notes), 1 if something is wrong (check: with
            warnings), 2 if there was an error: the arguments are wrong, or the server could not be asked.
            """;

    private Command() {}

    /** Does what the arguments say, and exits with the status of the usage text. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    private static int run(List<String> arguments, PrintStream out, PrintStream err) {
        try {
            Iterator<String> input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                    .lines()
                    .iterator();
            return run(arguments, input, out);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            err.print(USAGE);
        } catch (ServerConnection.RefusedException e) {
            err.println(e.getMessage());
        } catch (IOException e) {
            err.println("The server does not answer: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ERROR;
    }

    private static int run(List<String> arguments, Iterator<String> input, PrintStream out)
            throws IOException, InterruptedException {
        if (!arguments.isEmpty() && arguments.get(0).equals("verify")) {
            Arguments words = Arguments.of(
                    arguments.subList(1, arguments.size()), Set.of(CommandLine.SERVER, CommandLine.USER), Set.of());
            return verify(Path.of(words.operand(0, "Give the file with the record.")), out);
        }
        CommandLine line = CommandLine.of(arguments, input);
        return line.task().run(new ServerConnection(line.user(), password(line.user())), out);
    }

    private static int verify(Path file, PrintStream out) throws IOException {
        try {
            return new RecordCheck(file).run(out);
        } catch (IOException e) {
            throw new ServerConnection.RefusedException("The record cannot be read: " + e);
        }
    }

    private static String password(String user) {
        return Optional.ofNullable(System.getenv(PASSWORD))
                .or(() -> Optional.ofNullable(System.console()).map(console -> typed(console, user)))
                .orElseThrow(() -> new IllegalArgumentException(
                        "Set " + PASSWORD + ": there is no terminal to type the password."));
    }

    private static String typed(Console console, String user) {
        char[] typed = console.readPassword("Password of %s: ", user);
        return typed == null ? "" : new String(typed);
    }
}
