namespace Rayforce.Data;

/// <summary>The values of a statement's parameters, in order and by name.</summary>
internal sealed class SqlParameters
{
    private readonly List<(string Name, RayObject Value)> _values;

    public SqlParameters(IEnumerable<(string Name, RayObject Value)> values) => _values = [.. values];

    /// <summary>The value of a parameter; null where there is none.</summary>
    public RayObject? Find(SqlExpression.Parameter parameter) => parameter.Name is not { } name
        ? (uint)parameter.Index < (uint)_values.Count ? _values[parameter.Index].Value : null
        : _values.Find(value => string.Equals(value.Name, name, StringComparison.OrdinalIgnoreCase)).Value;
}
