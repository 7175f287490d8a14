namespace Rayforce.Cli.Commands;

/// <summary>What an exception tells whoever typed the command: one line.</summary>
internal static class ErrorText
{
    /// <summary>The message, without what only a programmer knows of.</summary>
    public static string Of(Exception exception)
    {
        var message = exception.Message;
        if (exception is ArgumentException { ParamName: { } parameter })
            message = message.Replace($" (Parameter '{parameter}')", "", StringComparison.Ordinal);
        return message.ReplaceLineEndings(" ");
    }

    /// <summary>Whether an exception is trouble that whoever typed the command can do something about.</summary>
    public static bool IsTrouble(Exception exception) => exception is RayforceException or ArgumentException
        or IOException or UnauthorizedAccessException or NotSupportedException or OverflowException;
}
