using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>Makes a function, with the locals of the running one that its body mentions.</summary>
/// <param name="template">The function without them.</param>
/// <param name="names">The locals' names.</param>
/// <param name="slots">Where they stand; those that are not bound yet are not kept.</param>
internal sealed class FunctionNode(Lambda template, int[] names, int[] slots) : Node
{
    // What functions that keep all of the names are compiled to.
    private readonly CodeCell _code = new();

    public override Value Evaluate(Machine machine)
    {
        if (slots.Length == 0)
            return new Value(template);
        var values = new Value[slots.Length];
        var kept = 0;
        for (var i = 0; i < slots.Length; i++)
        {
            values[i] = machine.Slot(slots[i]);
            kept += Unbound.Is(values[i]) ? 0 : 1;
        }

        if (kept == slots.Length)
            return new Value(new Lambda(template.Parameters, template.Body, names, values, _code));
        if (kept == 0)
            return new Value(template);
        var keptNames = names.Where((_, i) => !Unbound.Is(values[i])).ToArray();
        var keptValues = values.Where(value => !Unbound.Is(value)).ToArray();
        return new Value(new Lambda(template.Parameters, template.Body, keptNames, keptValues, new CodeCell()));
    }
}
