namespace Rayforce.Rayfall.Bounds;

/// <summary>Makes the errors of evaluation, by code.</summary>
internal static class Fault
{
    /// <summary>The code of what would be more than there is room, time or depth for.</summary>
    public const string LimitCode = "limit";

    public static RayfallException Type(string? message) => new("type", message);

    public static RayfallException Domain(string? message) => new("domain", message);

    public static RayfallException Length(string? message) => new("length", message);

    public static RayfallException Range(string? message) => new("range", message);

    public static RayfallException Rank(string? message) => new("rank", message);

    public static RayfallException Limit(string? message) => new(LimitCode, message);

    public static RayfallException Arity(string? message) => new("arity", message);

    public static RayfallException NotYet(string? message) => new("nyi", message);

    public static RayfallException Reserved(string? message) => new("reserve", message);

    /// <summary>A file that is not there, or not as it should be.</summary>
    public static RayfallException Io(string? message) => new("io", message);

    public static RayfallException Parse(string? message) => new("parse", message);

    /// <summary>A name that is bound nowhere.</summary>
    public static RayfallException Name(string name) => new("name", $"'{name}' undefined");

    /// <summary>A name in a query that is neither a column nor bound.</summary>
    public static RayfallException Schema(string name) => new("schema", $"column '{name}' not found");

    public static RayfallException Access() => new("access", "restricted");
}
