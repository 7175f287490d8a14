using System.Collections;
using System.Data.Common;

namespace Rayforce.Data;

/// <summary>The parameters of a command, in order.</summary>
public sealed class RayDbParameterCollection : DbParameterCollection, IReadOnlyList<RayDbParameter>
{
    private readonly List<RayDbParameter> _parameters = [];

    internal RayDbParameterCollection()
    {
    }

    /// <inheritdoc cref="DbParameterCollection.Count"/>
    public override int Count => _parameters.Count;

    /// <inheritdoc/>
    public override object SyncRoot => ((ICollection)_parameters).SyncRoot;

    /// <summary>A parameter by its place.</summary>
    /// <param name="index">From 0.</param>
    public new RayDbParameter this[int index]
    {
        get => _parameters[index];
        set => _parameters[index] = Checked(value);
    }

    /// <summary>A parameter by its name, with <c>@</c> or without.</summary>
    /// <param name="parameterName">The name.</param>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public new RayDbParameter this[string parameterName]
    {
        get => _parameters[PlaceOf(parameterName)];
        set => _parameters[PlaceOf(parameterName)] = Checked(value);
    }

    /// <summary>Adds a parameter.</summary>
    /// <param name="parameter">The parameter.</param>
    public RayDbParameter Add(RayDbParameter parameter)
    {
        _parameters.Add(Checked(parameter));
        return parameter;
    }

    /// <summary>Adds a parameter.</summary>
    /// <param name="name">Its name, with <c>@</c> or without.</param>
    /// <param name="value">Its value.</param>
    public RayDbParameter AddWithValue(string name, object? value) => Add(new RayDbParameter(name, value));

    /// <inheritdoc/>
    public override int Add(object value)
    {
        _parameters.Add(Checked(value));
        return _parameters.Count - 1;
    }

    /// <inheritdoc/>
    public override void AddRange(Array values)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (var value in values)
            Add(value!);
    }

    /// <inheritdoc/>
    public override void Clear() => _parameters.Clear();

    /// <inheritdoc/>
    public override bool Contains(object value) => value is RayDbParameter parameter && _parameters.Contains(parameter);

    /// <inheritdoc/>
    public override bool Contains(string value) => IndexOf(value) >= 0;

    /// <inheritdoc/>
    public override void CopyTo(Array array, int index) => ((ICollection)_parameters).CopyTo(array, index);

    /// <inheritdoc/>
    public override IEnumerator GetEnumerator() => _parameters.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator<RayDbParameter> IEnumerable<RayDbParameter>.GetEnumerator() => _parameters.GetEnumerator();

    /// <inheritdoc/>
    public override int IndexOf(object value) => value is RayDbParameter parameter ? _parameters.IndexOf(parameter) : -1;

    /// <inheritdoc/>
    public override int IndexOf(string parameterName)
    {
        var name = new RayDbParameter(parameterName, null).PlainName;
        return _parameters.FindIndex(
            parameter => string.Equals(parameter.PlainName, name, StringComparison.OrdinalIgnoreCase));
    }

    /// <inheritdoc/>
    public override void Insert(int index, object value) => _parameters.Insert(index, Checked(value));

    /// <inheritdoc/>
    public override void Remove(object value) => _parameters.Remove(Checked(value));

    /// <inheritdoc/>
    public override void RemoveAt(int index) => _parameters.RemoveAt(index);

    /// <inheritdoc/>
    public override void RemoveAt(string parameterName) => _parameters.RemoveAt(PlaceOf(parameterName));

    /// <inheritdoc/>
    protected override DbParameter GetParameter(int index) => this[index];

    /// <inheritdoc/>
    protected override DbParameter GetParameter(string parameterName) => this[parameterName];

    /// <inheritdoc/>
    protected override void SetParameter(int index, DbParameter value) => _parameters[index] = Checked(value);

    /// <inheritdoc/>
    protected override void SetParameter(string parameterName, DbParameter value) =>
        _parameters[PlaceOf(parameterName)] = Checked(value);

    private static RayDbParameter Checked(object? value) => value as RayDbParameter
        ?? throw new InvalidCastException($"A {nameof(RayDbParameter)} is wanted, not a {value?.GetType().Name ?? "null"}.");

    private int PlaceOf(string name) => IndexOf(name) is var index and >= 0
        ? index
        : throw new ArgumentException($"There is no parameter '{name}'.", nameof(name));
}
