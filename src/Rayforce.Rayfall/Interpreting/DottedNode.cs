using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Builtins;
using Rayforce.Rayfall.Planning;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>
/// A name with dots, <c>trades.price</c>, <c>ts.hh</c>: what a global or column holds under the names behind it, a column
/// of a table, a value of a dict, a part of a moment.
/// </summary>
/// <param name="name">The whole name, which may be bound itself.</param>
/// <param name="parts">The names between the dots.</param>
internal sealed class DottedNode(int name, int[] parts) : Node
{
    public override Value Evaluate(Machine machine)
    {
        if (machine.Resolve(name) is { } bound)
            return bound;
        var value = machine.Resolve(parts[0]) ?? throw Missing(machine);
        foreach (var part in parts.AsSpan(1))
            value = PartOf(machine, value, part) ?? throw Missing(machine);
        return value;
    }

    public override QueryExpression ToQuery(Machine machine)
    {
        QueryExpression expression = new Reference(new NameNode(parts[0]), parts[0]);
        foreach (var part in parts.AsSpan(1))
        {
            var builtin = Moments.InQuery(machine.Symbols.Text(part)) ?? PartOf(part);
            if (builtin is null)
                return new Opaque(this);
            expression = new BuiltinCall(this, builtin, [expression]);
        }

        return expression;
    }

    private static Value? PartOf(Machine machine, Value value, int part)
    {
        if (Links.Follow(machine, value, part) is { } linked)
            return new Value(linked);
        if (value.Table is { } table)
            return table.Find(part) is { } column ? new Value(column) : default(Value?);
        if (value.Dict is { Keys: Column<int> { Elements.Type: RayType.Symbol } keys } dict)
            return keys.Span.IndexOf(part) is >= 0 and var index ? dict.Values[index] : default(Value?);
        // The clock answers whatever it stands behind.
        return PartOf(part) is { } builtin && (builtin.Is(BuiltinTraits.Volatile) || Moments.AreIn(value))
            ? machine.Apply(new Value(builtin), value)
            : default(Value?);
    }

    /// <summary>The builtin that gives a part of a moment.</summary>
    private static Builtin? PartOf(int part) => BuiltinTable.Instance.Find(part) is { } builtin
        && builtin.Is(BuiltinTraits.OfMoment) && !builtin.Is(BuiltinTraits.QueryOnly) ? builtin : null;

    private RayfallException Missing(Machine machine) => Fault.Name(machine.Symbols.Text(name));
}
