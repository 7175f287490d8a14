using Microsoft.CodeAnalysis;

namespace Rayforce.Generators;

/// <summary>What the generator reports.</summary>
internal static class Problems
{
    public static readonly DiagnosticDescriptor NotPartial = Error(
        "RAY001",
        "A record is not partial",
        "'{0}' has to be partial: the mapping of the record '{1}' is added to it");

    public static readonly DiagnosticDescriptor Kind = Error(
        "RAY002",
        "A type cannot be a record",
        "'{0}' is {1}, which cannot be a record: take a class, struct or record that can be made and named anywhere");

    public static readonly DiagnosticDescriptor Empty = Error(
        "RAY003",
        "A record has no column",
        "'{0}' has no column: give it a primary constructor, or a public property with get and set");

    public static readonly DiagnosticDescriptor Unmakable = Error(
        "RAY004",
        "A record cannot be made",
        "'{0}' cannot be made from a row: {1}");

    public static readonly DiagnosticDescriptor Parameter = Error(
        "RAY005",
        "A parameter stands for no property",
        "The parameter '{0}' cannot be written: {1}");

    public static readonly DiagnosticDescriptor Unsupported = Error(
        "RAY006",
        "A type has no column",
        "'{0}' is of type '{1}', which no column holds: {2}");

    public static readonly DiagnosticDescriptor Twice = Error(
        "RAY007",
        "Two properties have one column",
        "'{0}' and '{1}' both stand for the column '{2}': give one of them another with [RayColumn]");

    public static readonly DiagnosticDescriptor Names = Error(
        "RAY008",
        "A property has two columns",
        "'{0}' stands for the column '{1}' as a parameter and for '{2}' as a property: keep one of the two");

    public static readonly DiagnosticDescriptor Taken = Error(
        "RAY009",
        "The name of the mapping is taken",
        "'{0}' cannot have the name RayMap, which the mapping gets: rename it, and keep the column with [RayColumn]");

    public static readonly DiagnosticDescriptor Misplaced = Error(
        "RAY010",
        "A [RayColumn] stands for no column",
        "'{0}' has [RayColumn] but is no column: {1}");

    public static readonly DiagnosticDescriptor Lost = new(
        "RAY011",
        "A value is not in the table",
        "'{0}' is no column, so its value is lost: {1}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor Passed = new(
        "RAY012",
        "A property is not a column",
        "'{0}' is no column: {1}",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true);

    private const string Category = "Rayforce";

    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        new(id, title, message, Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
}
