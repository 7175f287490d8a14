namespace Rayforce.Data;

/// <summary>A text of SQL that is none, or that asks for what a Rayforce server does not have.</summary>
public sealed class RaySqlException : RayforceException
{
    internal RaySqlException(string message, int line, int column, Exception? inner = null)
        : base($"{message} (line {line}, column {column})", inner) => (Line, Column) = (line, column);

    /// <summary>The line of the place, from 1.</summary>
    public int Line { get; }

    /// <summary>The column of the place in its line, from 1.</summary>
    public int Column { get; }
}
