namespace Rayforce.Rayfall;

/// <summary>Makes the errors of evaluation, by code.</summary>
internal static class Fault
{
    public static RayfallException Type(string? message) => new("type", message);

    public static RayfallException Domain(string? message) => new("domain", message);

    public static RayfallException Length(string? message) => new("length", message);

    public static RayfallException Limit(string? message) => new("limit", message);

    public static RayfallException Arity(string message) => new("arity", message);

    public static RayfallException Name(string name) => new("name", $"'{name}' undefined");

    /// <summary>A name in a query that is neither a column nor bound.</summary>
    public static RayfallException Schema(string name) =>
        new("schema", $"'{name}' is no column of the table and not bound");

    public static RayfallException Parse(string? message = null) => new("parse", message);

    public static RayfallException Access() => new("access", "restricted");
}
