using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Builtins;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>
/// Turns code, which is data, into nodes: each local name into its slot, each name of a builtin into a call of it, each
/// special form into what it does.
/// </summary>
internal sealed class Compiler
{
    /// <summary>How deep code may nest, as in native.</summary>
    private const int MaxDepth = 512;

    /// <summary>What a node takes at least; a list that stands in code twice is compiled twice.</summary>
    private const int NodeSize = 64;

    private readonly Symbols _symbols;
    private readonly Budget _budget;
    private readonly bool _inFunction;
    private readonly int _firstSlot;

    // The local names in sight, innermost last, with their slots.
    private readonly List<(int Name, int Slot)> _locals;
    private int _depth;

    /// <summary>A compiler of code outside of functions.</summary>
    public Compiler(Symbols symbols, Budget budget)
        : this(symbols, budget, default, 0, inFunction: false)
    {
    }

    /// <summary>A compiler of code that runs in a frame that is there already.</summary>
    /// <param name="symbols">The symbols of the request.</param>
    /// <param name="budget">Its limits.</param>
    /// <param name="locals">The names of the frame's slots.</param>
    /// <param name="firstSlot">The first slot that the code may have for itself.</param>
    /// <param name="inFunction">Whether the frame is a function's.</param>
    public Compiler(
        Symbols symbols, Budget budget, ReadOnlySpan<(int Name, int Slot)> locals, int firstSlot, bool inFunction)
    {
        (_symbols, _budget, _firstSlot, _inFunction) = (symbols, budget, firstSlot, inFunction);
        _locals = [.. locals];
    }

    /// <summary>How many slots the code has for itself.</summary>
    public int Slots { get; private set; }

    /// <summary>Whether there is a function in the code.</summary>
    public bool HasFunctions { get; private set; }

    public Symbols Symbols => _symbols;

    /// <summary>The code of a function.</summary>
    public LambdaCode Compile(Lambda lambda)
    {
        if (lambda.Body.List is not { } body)
            throw Fault.Type($"call: the body of a function is a list, got {TypeNames.Of(lambda.Body)}");
        var parameters = ParametersOf(lambda.Parameters);
        var compiler = new Compiler(_symbols, _budget, default, 0, inFunction: true);
        foreach (var name in parameters)
            compiler.Declare(name);
        // A parameter is nearer than what has been captured under its name.
        var captured = lambda.CapturedNames;
        for (var i = 0; i < captured.Length; i++)
            compiler._locals.Insert(i, (captured[i], compiler.Slots++));
        foreach (var form in body.Span)
            compiler.DeclareLets(form);
        var node = compiler.Sequence(body.Span, Value.Null);
        return new LambdaCode(node, parameters.Length, compiler.Slots, [.. compiler._locals]);
    }

    /// <summary>The node of a piece of code.</summary>
    public Node Compile(Value code)
    {
        if (code.IsName)
            return Name(code.SymbolId);
        return code.List is { Count: > 0 } call ? Call(call) : new ConstantNode(code);
    }

    /// <summary>Pieces of code that run one after another.</summary>
    public Node Sequence(ReadOnlySpan<Value> forms, Value none)
    {
        if (forms.Length == 1)
            return Compile(forms[0]);
        var parts = new Node[forms.Length];
        for (var i = 0; i < parts.Length; i++)
            parts[i] = Compile(forms[i]);
        return new SequenceNode(parts, none);
    }

    /// <summary>A scope of its own outside of functions; in a function the names are the function's.</summary>
    public Node Scope(ReadOnlySpan<Value> forms, Value none)
    {
        if (_inFunction)
            return Sequence(forms, none);
        var outer = _locals.Count;
        foreach (var form in forms)
            DeclareLets(form, outer, nested: false);
        if (_locals.Count == outer)
            return Sequence(forms, none);
        var names = _locals[outer..].ToArray();
        var body = Sequence(forms, none);
        _locals.RemoveRange(outer, _locals.Count - outer);
        return new ScopeNode(body, names);
    }

    /// <summary>The binding of a name by <c>let</c>.</summary>
    public Node Let(int name, Node value) =>
        SlotToBind(name) is { } slot ? new LetNode(slot, value) : new SetNode(name, value, isLocal: true);

    /// <summary>What binds a name to values as <c>let</c> does.</summary>
    public Action<Machine, Value> Binder(int name) => SlotToBind(name) is { } slot
        ? (machine, value) => machine.Slot(slot) = value
        : (machine, value) => machine.SetGlobal(name, value);

    /// <summary>The value that leaves the running function; outside of functions the value.</summary>
    public Node Return(Node value) => _inFunction ? new ReturnNode(value) : value;

    /// <summary>A function.</summary>
    public Node Function(Value parameters, ListColumn body)
    {
        HasFunctions = true;
        var template = new Lambda(parameters, new Value(body));
        var (names, slots) = (new List<int>(), new List<int>());
        foreach (var form in body.Span)
            Mention(form, names, slots);
        // As native has it, what is kept stands in the order in which the frame has it.
        var (kept, places) = (names.ToArray(), slots.ToArray());
        Array.Sort(places, kept);
        return new FunctionNode(template, kept, places);
    }

    /// <summary>The code of a special form's call.</summary>
    public Node CompileForm(SpecialForm special, ListColumn form)
    {
        try
        {
            return special.Compile(this, form);
        }
        catch (RayfallException e) when (e.Code != "limit")
        {
            return new FaultNode(e.Code, e.Message, special);
        }
    }

    private static int[] ParametersOf(Value parameters) => parameters switch
    {
        { Column: Column<int> { Elements.Type: RayType.Symbol } names } => names.Span.ToArray(),
        { Column.Count: 0 } => [],
        { IsSymbol: true } => [parameters.SymbolId],
        // What is no name takes an argument that nothing can ask for.
        { List: { } items } => Array.ConvertAll(
            items.Span.ToArray(), item => item.IsSymbol ? item.SymbolId : -1),
        _ => throw Fault.Type($"call: the parameters of a function are symbols, got {TypeNames.Of(parameters)}"),
    };

    private Node Name(int name)
    {
        var outside = name == WellKnown.Self ? new SelfNode(new NameNode(name)) : Dotted(name) ?? new NameNode(name) as Node;
        for (var i = 0; i < _locals.Count; i++)
        {
            if (_locals[i].Name == name)
                outside = new SlotNode(_locals[i].Slot, outside);
        }

        return outside;
    }

    /// <summary>A name with dots inside it, or nothing.</summary>
    private DottedNode? Dotted(int name)
    {
        var text = _symbols.Utf8(name);
        if (text.IndexOf((byte)'.') <= 0)
            return null;
        var whole = text.ToArray();
        var parts = new List<int>();
        foreach (var range in whole.AsSpan().Split((byte)'.'))
            parts.Add(_symbols.Intern(whole.AsSpan(range)));
        return new DottedNode(name, [.. parts]);
    }

    private Node Call(ListColumn call)
    {
        if (++_depth >= MaxDepth)
            throw Fault.Limit("eval depth exceeded");
        Budget.RequireStack();
        _budget.Charge(NodeSize);
        var head = call[0];
        var builtin = head.IsSymbol && FindSlot(head.SymbolId) < 0 ? BuiltinTable.Instance.Find(head.SymbolId) : head.Datum as Builtin;
        Node node;
        if (builtin is SpecialForm special)
        {
            node = CompileForm(special, call);
            if (head.IsSymbol)
                node = new FormNode(node, head.SymbolId, call);
        }
        else
        {
            var arguments = new Node[call.Count - 1];
            for (var i = 0; i < arguments.Length; i++)
                arguments[i] = Compile(call[i + 1]);
            if (builtin is { OfTwo: { } binary } && arguments.Length == 2)
                builtin = binary;
            if (builtin is not null)
            {
                var known = CallRules.Arity(builtin, arguments.Length) is { } fault
                    ? new FaultNode(fault.Code, fault.Message)
                    : null as Node;
                var otherwise = head.IsSymbol && IsPlain(head.SymbolId) ? null : CallOf(head);
                node = new BuiltinNode(builtin, head.IsSymbol ? head.SymbolId : -1, arguments, known, otherwise, call);
            }
            else
            {
                node = CallOf(head);
            }

            CallNode CallOf(Value head) =>
                new(head.IsSymbol ? Head(head.SymbolId) : Compile(head), arguments, call);
        }

        _depth--;
        return node;
    }

    private Node Head(int name)
    {
        return IsPlain(name) ? new HeadNode(name) : Name(name);
    }

    /// <summary>Whether a name is neither a local one nor one of parts.</summary>
    private bool IsPlain(int name)
    {
        return name != WellKnown.Self && FindSlot(name) < 0 && _symbols.Utf8(name).IndexOf((byte)'.') <= 0;
    }

    private int FindSlot(int name)
    {
        _budget.Step(_locals.Count);
        for (var i = _locals.Count - 1; i >= 0; i--)
        {
            if (_locals[i].Name == name)
                return _locals[i].Slot;
        }

        return -1;
    }

    private void Declare(int name) => NewSlot(name);

    /// <summary>The slot of a name that is bound here; nothing where it is bound outside of all scopes.</summary>
    private int? SlotToBind(int name) =>
        FindSlot(name) is >= 0 and var slot ? slot
        : _inFunction ? NewSlot(name)
        : null;

    private int NewSlot(int name)
    {
        var slot = _firstSlot + Slots++;
        _locals.Add((name, slot));
        return slot;
    }

    /// <summary>Gives a slot to each name that the code binds by <c>let</c>, functions in it apart.</summary>
    /// <param name="form">The code.</param>
    /// <param name="from">Names from here on are of this scope.</param>
    /// <param name="nested">Whether <c>do</c> has no scope of its own.</param>
    private void DeclareLets(Value form, int from = 0, bool nested = true)
    {
        if (form.List is not { Count: > 0 } call)
            return;
        Budget.RequireStack();
        _budget.Charge(NodeSize);
        var head = call[0].IsSymbol ? BuiltinTable.Instance.Find(call[0].SymbolId) : call[0].Datum as Builtin;
        switch (head?.Name)
        {
            case "fn" or "quote":
                return;
            case "do" when !nested:
                return;
            case "let" when call.Count == 3 && call[1].IsSymbol:
                DeclareBound(call[1].SymbolId);
                break;
            case "times" when call.Count > 1 && TimesBinding.Find(_symbols, call[1]) is { } binding:
                DeclareBound(binding.Name);
                break;
        }

        foreach (var item in call.Span)
            DeclareLets(item, from, nested);

        void DeclareBound(int name)
        {
            _budget.Step(_locals.Count);
            if (_locals.FindIndex(from, local => local.Name == name) < 0)
                Declare(name);
        }
    }

    /// <summary>Finds the locals that code mentions, in the order in which it does.</summary>
    private void Mention(Value form, List<int> names, List<int> slots)
    {
        Budget.RequireStack();
        _budget.Charge(NodeSize);
        if (form.IsSymbol)
        {
            Mention(form.SymbolId, names, slots);
        }
        else if (form.List is { } list)
        {
            foreach (var item in list.Span)
                Mention(item, names, slots);
        }
        else if (form.Column is Column<int> { Elements.Type: RayType.Symbol } symbols)
        {
            foreach (var symbol in symbols.Span)
                Mention(symbol, names, slots);
        }
        else if (form.Dict is { } dict)
        {
            Mention(new Value(dict.Keys), names, slots);
            Mention(new Value(dict.Values), names, slots);
        }
    }

    private void Mention(int symbol, List<int> names, List<int> slots)
    {
        _budget.Step(names.Count);
        if (FindSlot(symbol) is >= 0 and var slot && !names.Contains(symbol))
        {
            names.Add(symbol);
            slots.Add(slot);
        }
    }
}
