using Microsoft.CodeAnalysis;

namespace Rayforce.Generators;

/// <summary>The type of a property that is a column.</summary>
/// <param name="Name">The type, in full.</param>
/// <param name="ReadName">The type that a column is read as: an array for each sequence.</param>
/// <param name="IsList">Whether a <c>List</c> is made of what is read.</param>
/// <param name="HasNull">Whether a null that is read is a null reference here.</param>
internal sealed record ColumnType(string Name, string ReadName, bool IsList, bool HasNull)
{
    private const string ListName = "System.Collections.Generic.List<T>";
    private const string ObjectName = "Rayforce.RayObject";

    /// <summary>Those that an array can be given to, and <c>List</c>.</summary>
    private static readonly HashSet<string> Sequences =
    [
        "System.Collections.Generic.IEnumerable<T>",
        "System.Collections.Generic.IReadOnlyCollection<T>",
        "System.Collections.Generic.IReadOnlyList<T>",
        ListName,
    ];

    private static readonly HashSet<string> Values =
    [
        "bool", "byte", "short", "int", "long", "float", "double", "string", "System.DateTime",
        "System.DateTimeOffset", "System.TimeSpan", "System.Guid", "Rayforce.RayDate", "Rayforce.RayTime",
        "Rayforce.RayTimestamp", "Rayforce.RayTimespan", "Rayforce.RayGuid", ObjectName,
    ];

    private static readonly HashSet<string> Calendar = ["System.DateOnly", "System.TimeOnly"];

    private static readonly SymbolDisplayFormat Names = SymbolDisplayFormat.CSharpErrorMessageFormat
        .RemoveMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>An array of this type with an element for each record.</summary>
    public string NewArray
    {
        get
        {
            var element = Name.TrimEnd('[', ']');
            return $"new {element}[records.Count]{Name.Substring(element.Length)}";
        }
    }

    /// <summary>The type as a column's; a null reference where no column can hold it.</summary>
    /// <param name="type">The type.</param>
    /// <param name="hasCalendar">Whether the library knows DateOnly and TimeOnly.</param>
    public static ColumnType? Of(ITypeSymbol type, bool hasCalendar)
    {
        var name = Full(type);
        if (IsValue(type, hasCalendar))
            return new ColumnType(name, name, IsList: false, HasNull: false);
        if (Element(type) is not { } element || !IsElement(element, hasCalendar))
            return null;
        return new ColumnType(
            name,
            Full(element) + "[]",
            type.OriginalDefinition.ToDisplayString(Names) == ListName,
            type.NullableAnnotation != NullableAnnotation.NotAnnotated);
    }

    /// <summary>What to take instead of a type that no column can hold.</summary>
    public static string Instead(ITypeSymbol type) => type switch
    {
        { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } =>
            Instead(((INamedTypeSymbol)type).TypeArguments[0]),
        { SpecialType: SpecialType.System_Decimal } => "take double, or a long that is scaled",
        { SpecialType: SpecialType.System_SByte } => "take short",
        { SpecialType: SpecialType.System_UInt16 } => "take int",
        { SpecialType: SpecialType.System_UInt32 or SpecialType.System_UInt64 } => "take long",
        { SpecialType: SpecialType.System_Char } => "take string",
        { SpecialType: SpecialType.System_Object } => $"take {ObjectName}",
        { TypeKind: TypeKind.Enum } => "take long or string",
        _ => "take one that a column can be read as, or make it non-public to leave it out",
    };

    private static ITypeSymbol? Element(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } array => array.ElementType,
        INamedTypeSymbol { TypeArguments.Length: 1 } named
            when Sequences.Contains(named.OriginalDefinition.ToDisplayString(Names)) => named.TypeArguments[0],
        _ => null,
    };

    /// <summary>A value, or an array of values that are neither nullables nor objects.</summary>
    private static bool IsElement(ITypeSymbol type, bool hasCalendar) => type is IArrayTypeSymbol { Rank: 1 } array
        ? array.ElementType.ToDisplayString(Names) != ObjectName && IsPlain(array.ElementType, hasCalendar)
        : IsValue(type, hasCalendar);

    private static bool IsValue(ITypeSymbol type, bool hasCalendar) =>
        type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T
            ? IsPlain(((INamedTypeSymbol)type).TypeArguments[0], hasCalendar)
            : IsPlain(type, hasCalendar);

    /// <summary>What stands for a type in generic code is known only when a column is read.</summary>
    private static bool IsPlain(ITypeSymbol type, bool hasCalendar)
    {
        if (type is ITypeParameterSymbol)
            return true;
        var name = type.ToDisplayString(Names);
        return Values.Contains(name) || (hasCalendar && Calendar.Contains(name));
    }

    private static string Full(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
}
