using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Rayforce.Generators;

/// <summary>
/// Finds the columns of a record: the parameters of its constructor, then the properties that can be set, those of base
/// types first. Whatever else could be taken for a column is reported.
/// </summary>
internal sealed class RecordColumns(
    INamedTypeSymbol type, TypeDeclarationSyntax syntax, Compilation compilation, bool hasCalendar)
{
    private const string MapName = "RayMap";

    private readonly List<ColumnModel> _columns = [];
    private readonly List<Problem> _reports = [];
    private readonly HashSet<string> _parameters = [];

    public IReadOnlyList<ColumnModel> Columns => _columns;

    public IReadOnlyList<Problem> Reports => _reports;

    public void Find()
    {
        CheckType();
        if (_reports.Count > 0)
            return;
        var properties = RecordMembers.Properties(type);
        if (RecordMembers.Constructor(type) is { } constructor)
            FindParameters(constructor, properties);
        else
            Report(Problems.Unmakable, type, "add a primary constructor, or one without parameters");
        foreach (var property in properties.Where(property => !_parameters.Contains(property.Name)))
            FindProperty(property);
        foreach (var property in RecordMembers.Hidden(type, properties))
            Report(Problems.Lost, property, "another property of its name hides it; rename one of the two");
        foreach (var field in RecordMembers.Fields(type))
            CheckField(field);
        if (_columns.Count == 0 && !_reports.Any(static problem => problem.IsError))
            Report(Problems.Empty, type);
    }

    private void CheckType()
    {
        foreach (var outer in RecordMembers.Unpartial(syntax))
            Add(Problems.NotPartial, outer.Identifier.GetLocation(), outer.Identifier.Text, type.Name);
        if (RecordMembers.Hindrance(type) is { } hindrance)
            Report(Problems.Kind, type, hindrance);
        if (type.Name == MapName || type.TypeParameters.Any(static parameter => parameter.Name == MapName))
            Report(Problems.Taken, type);
        else if (type.GetMembers(MapName).FirstOrDefault() is { } member)
            Report(Problems.Taken, member);
    }

    private void FindParameters(IMethodSymbol constructor, List<IPropertySymbol> properties)
    {
        var setsRequired = RecordMembers.SetsRequiredMembers(constructor);
        foreach (var parameter in constructor.Parameters)
        {
            var property = properties.Find(property => property.Name == parameter.Name)
                ?? properties.Find(property => property.Name == Upper(parameter.Name));
            if (property is not null)
                _parameters.Add(property.Name);
            if (WhyNotWritten(parameter, property) is { } reason)
                Report(Problems.Parameter, parameter, reason);
            else
                AddColumn(property!, parameter, isSet: property!.IsRequired && !setsRequired);
        }
    }

    private string? WhyNotWritten(IParameterSymbol parameter, IPropertySymbol? property)
    {
        if (parameter.RefKind is RefKind.Ref or RefKind.Out)
            return "it is taken by reference; take it by value";
        if (property is null)
            return $"there is no property {Upper(parameter.Name)}; add it, or take the parameter away";
        if (property.IsStatic || !IsAccessible(RecordMembers.Getter(property)))
            return $"the property {property.Name} cannot be read; make it one that can";
        return SymbolEqualityComparer.Default.Equals(parameter.Type, property.Type)
            ? null
            : $"it is '{Show(parameter.Type)}', its property '{Show(property.Type)}'; make them the same";
    }

    private void FindProperty(IPropertySymbol property)
    {
        var isPublic = property.DeclaredAccessibility == Accessibility.Public;
        var reason = WhyNotSet(property);
        if (reason is null && (isPublic || property.IsRequired))
            AddColumn(property, parameter: null, isSet: true);
        else if (property.IsRequired)
            AddRequired(property, $"property '{property.Name}' is required; {reason}");
        else if (RecordMembers.Column(property) is not null)
            Report(Problems.Misplaced, property, reason ?? "it is not public; make it public");
        else if (isPublic)
            Report(IsLost(property) ? Problems.Lost : Problems.Passed, property, reason!);
    }

    private string? WhyNotSet(IPropertySymbol property)
    {
        if (property.IsStatic)
            return "it is static";
        if (property.IsIndexer)
            return "it is an indexer";
        if (!IsAccessible(RecordMembers.Getter(property)))
            return "it cannot be read; give it a get";
        if (IsAccessible(RecordMembers.Setter(property)))
            return null;
        return RecordMembers.IsStored(property)
            ? "it cannot be set; give it a set or init, or compute it"
            : "it is computed";
    }

    private void CheckField(IFieldSymbol field)
    {
        if (field.IsRequired)
            AddRequired(field, $"field '{field.Name}' is required; make it a property");
        else
            Report(Problems.Lost, field, "it is a field; make it a property");
    }

    private void AddColumn(IPropertySymbol property, IParameterSymbol? parameter, bool isSet)
    {
        var owner = (ISymbol?)parameter ?? property;
        if (property.Name == MapName)
            Report(Problems.Taken, owner);
        if (ColumnName(property, parameter) is not { } name)
            return;
        if (ColumnType.Of(property.Type, hasCalendar) is not { } columnType)
        {
            Report(Problems.Unsupported, owner, Show(property.Type), ColumnType.Instead(property.Type));
            return;
        }

        var escaped = Identifier.Escape(property.Name);
        if (_columns.Find(column => column.Column == name) is { } other)
            Report(Problems.Twice, owner, other.Property, name);
        _columns.Add(new ColumnModel(escaped, name, columnType, parameter is not null, isSet));
    }

    /// <summary>The column's name; a null reference where what is given is wrong.</summary>
    private string? ColumnName(IPropertySymbol property, IParameterSymbol? parameter)
    {
        var owner = (ISymbol?)parameter ?? property;
        string?[] given =
        [
            .. new ISymbol?[] { parameter, property }
                .Select(static symbol => symbol is null ? null : RecordMembers.Column(symbol))
                .Where(static attribute => attribute is not null)
                .Select(static attribute => attribute!.ConstructorArguments.FirstOrDefault().Value as string),
        ];
        if (given.Any(string.IsNullOrEmpty))
        {
            Report(Problems.Misplaced, owner, "the name is empty; give it one");
            return null;
        }

        if (given.Distinct().Count() > 1)
        {
            Report(Problems.Names, owner, given[0]!, given[1]!);
            return null;
        }

        return given.FirstOrDefault() ?? char.ToLowerInvariant(property.Name[0]) + property.Name.Substring(1);
    }

    private bool IsAccessible(IMethodSymbol? accessor) =>
        accessor is not null && compilation.IsSymbolAccessibleWithin(accessor, type, throughType: type);

    private void Report(DiagnosticDescriptor descriptor, ISymbol symbol, params string[] more) =>
        Add(descriptor, Place(symbol), [NameOf(symbol), .. more]);

    private void AddRequired(ISymbol symbol, string reason) =>
        Add(Problems.Unmakable, Place(symbol), type.Name, "its " + reason);

    private void Add(DiagnosticDescriptor descriptor, Location? place, params string[] arguments) =>
        _reports.Add(new Problem(descriptor, SourcePlace.Of(place), new ValueList<string>(arguments)));

    /// <summary>Where a symbol stands; the record itself for what a library brought along.</summary>
    private Location? Place(ISymbol symbol) =>
        symbol is INamedTypeSymbol || !symbol.Locations.Any(static location => location.IsInSource)
            ? syntax.Identifier.GetLocation()
            : symbol.Locations.First(static location => location.IsInSource);

    /// <summary>A member's name; with the record's, where the member is of a base type.</summary>
    private string NameOf(ISymbol symbol) =>
        symbol is INamedTypeSymbol || SymbolEqualityComparer.Default.Equals(symbol.ContainingType, type)
            ? symbol.Name
            : $"{type.Name}.{symbol.Name}";

    private static bool IsLost(IPropertySymbol property) =>
        !property.IsStatic && !property.IsIndexer && RecordMembers.IsStored(property);

    private static string Upper(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);

    private static string Show(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);
}
