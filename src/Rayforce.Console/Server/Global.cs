namespace Rayforce.Console.Server;

/// <summary>A name that is bound on the server.</summary>
/// <param name="Name">The name.</param>
/// <param name="Kind">What it is bound to, in short.</param>
/// <param name="Rows">The number of rows, where that is a table.</param>
internal sealed record Global(string Name, string Kind, long? Rows)
{
    /// <summary>Whether it is a table.</summary>
    public bool IsTable => Rows is not null;
}
