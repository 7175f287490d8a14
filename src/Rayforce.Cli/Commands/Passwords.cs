using System.CommandLine;

namespace Rayforce.Cli.Commands;

/// <summary>Passwords from where they are safe: a file, or the environment.</summary>
internal static class Passwords
{
    /// <summary>The environment variable that holds the password, of servers and of clients.</summary>
    public const string Variable = "RAYFORCE_PASSWORD";

    /// <summary>The environment variable that holds the password of clients that may only read.</summary>
    public const string ReadVariable = "RAYFORCE_READ_PASSWORD";

    /// <summary>Makes the option that names a file with the password.</summary>
    public static Option<string> FileOption() => new("--password-file")
    {
        HelpName = "FILE",
        Description = "A file whose first line is the password.",
    };

    /// <summary>The password of a variable; null where it is empty.</summary>
    public static string? FromEnvironment(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } password ? password : null;

    /// <summary>The password of a file.</summary>
    /// <exception cref="ArgumentException">It cannot be read, or is empty.</exception>
    public static string FromFile(string path)
    {
        try
        {
            return File.ReadLines(path).FirstOrDefault() is { Length: > 0 } password
                ? password
                : throw new ArgumentException($"--password-file: the first line of '{path}' is empty.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ArgumentException($"--password-file: {exception.Message}", exception);
        }
    }
}
