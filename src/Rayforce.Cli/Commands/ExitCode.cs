namespace Rayforce.Cli.Commands;

/// <summary>How a command ends.</summary>
internal static class ExitCode
{
    /// <summary>All is well.</summary>
    public const int Success = 0;

    /// <summary>The command ran and its answer is bad: a malformed frame, an evaluation error.</summary>
    public const int Failure = 1;

    /// <summary>The command could not run: wrong usage, a file that is not there, no connection.</summary>
    public const int Trouble = 2;
}
