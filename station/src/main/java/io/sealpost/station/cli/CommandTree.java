package io.sealpost.station.cli;

import io.sealpost.crypto.Format;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.LogLevel;
import io.sealpost.protocol.StreamName;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import io.sealpost.station.site.DurationText;
import io.sealpost.station.view.Printable;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** All commands with their types, faults and exit codes. */
public final class CommandTree {
  private final Environment environment;

  /**
   * @param environment that the commands work on
   */
  public CommandTree(Environment environment) {
    this.environment = environment;
  }

  /**
   * Runs one command line.
   *
   * @param arguments without the program's name
   * @return the exit code
   */
  public int run(String... arguments) {
    return commandLine(arguments).execute(arguments);
  }

  private CommandLine commandLine(String... arguments) {
    CommandLine root = new CommandLine(new SealpostCommand());
    Map<String, Supplier<Object>> commands = commands();
    String first = arguments.length == 0 ? "" : arguments[0];
    // Reading the annotations of all commands takes longer than sealing a message; scripts run
    // hundreds of them.
    if (commands.containsKey(first)) {
      commands.keySet().retainAll(Set.of(first));
    }
    commands.values().forEach(command -> root.addSubcommand(command.get()));
    // After the commands: it reaches those only that are there. A name that starts with @ is a
    // name.
    root.setExpandAtFiles(false);
    registerTypes(root);
    root.setOut(Writers.of(environment.out()));
    root.setErr(Writers.of(environment.err()));
    root.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    root.setParameterExceptionHandler(this::wrongUsage);
    root.setExecutionExceptionHandler((fault, line, parsed) -> failed(fault, line));
    describe(root);
    return root;
  }

  private Map<String, Supplier<Object>> commands() {
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("watch", () -> new WatchCommand(environment));
    commands.put("set", () -> new SetCommand(environment));
    commands.put("get", () -> new GetCommand(environment));
    commands.put("sample", () -> new SampleCommand(environment));
    commands.put("identify", () -> new IdentifyCommand(environment));
    commands.put("restart", () -> new RestartCommand(environment));
    commands.put("forget", () -> new ForgetCommand(environment));
    commands.put("apply", () -> new ApplyCommand(environment));
    commands.put("diff", () -> new DiffCommand(environment));
    commands.put("rotate", () -> new RotateCommand(environment));
    commands.put("sign", () -> new SignCommand(environment));
    commands.put("revoke", () -> new RevokeCommand(environment));
    commands.put("devices", () -> new DevicesCommand(environment));
    commands.put("open", () -> new OpenCommand(environment));
    commands.put("seal", () -> new SealCommand(environment));
    commands.put("key", this::keyCommand);
    return commands;
  }

  private CommandLine keyCommand() {
    return new CommandLine(new KeyCommand())
        .addSubcommand(new KeyNewCommand(environment))
        .addSubcommand(new KeyAddCommand(environment))
        .addSubcommand(new KeyListCommand(environment))
        .addSubcommand(new KeyExportCommand(environment))
        .addSubcommand(
            new CommandLine(new KeyMasterCommand())
                .addSubcommand(new KeyMasterNewCommand(environment)));
  }

  private static void registerTypes(CommandLine root) {
    root.registerConverter(DeviceId.class, converter(DeviceId::new));
    root.registerConverter(StreamName.class, converter(StreamName::new));
    root.registerConverter(Format.class, converter(Format::of));
    root.registerConverter(LogLevel.class, converter(LogLevel::of));
    root.registerConverter(Duration.class, converter(DurationText::parse));
    root.registerConverter(Path.class, CommandTree::path);
  }

  private static <T> ITypeConverter<T> converter(Function<String, T> constructor) {
    return text -> {
      try {
        return constructor.apply(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    };
  }

  private static Path path(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new TypeConversionException(
          "no file can have this name in this locale; run it with LC_ALL=C.UTF-8");
    }
  }

  /** What all commands say of themselves: version and exit codes. */
  private static void describe(CommandLine line) {
    line.getCommandSpec().versionProvider(new ProgramVersion());
    Map<String, String> codes = new LinkedHashMap<>();
    for (ExitCode code : ExitCode.values()) {
      codes.put(String.valueOf(code.code()), code.meaning());
    }
    line.getCommandSpec().usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(codes);
    line.getSubcommands().values().forEach(CommandTree::describe);
  }

  private int wrongUsage(ParameterException found, String[] arguments) {
    ParameterException fault = outermost(found);
    CommandLine line = fault.getCommandLine();
    String name = line.getCommandSpec().qualifiedName();
    String message = Optional.ofNullable(fault.getMessage()).orElse("wrong arguments");
    complain(name, KeyShape.hiddenIn(message));
    UnmatchedArgumentException.printSuggestions(fault, line.getErr());
    environment.err().println("Try \"" + name + " --help\".");
    return ExitCode.USAGE.code();
  }

  /** The parser reports the innermost fault; what comes first on the line is put right first. */
  private static ParameterException outermost(ParameterException found) {
    ParameterException fault = found;
    for (CommandLine line = found.getCommandLine().getParent();
        line != null;
        line = line.getParent()) {
      if (!line.getUnmatchedArguments().isEmpty()) {
        fault = new UnmatchedArgumentException(line, line.getUnmatchedArguments());
      }
    }
    return fault;
  }

  private int failed(Exception fault, CommandLine line) {
    String name = line.getCommandSpec().qualifiedName();
    if (fault instanceof StationException expected) {
      complain(name, String.valueOf(expected.getMessage()));
      return expected.exitCode().code();
    }
    complain(name, "internal error, please report it: " + fault);
    fault.printStackTrace(environment.err());
    return ExitCode.INTERNAL.code();
  }

  private void complain(String name, String message) {
    environment.err().println(name + ": " + Printable.message(message));
  }
}
