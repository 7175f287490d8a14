using System.Text;

namespace Rayforce.Rayfall;

/// <summary>One request on its way: evaluates expressions in the scopes, globals and limits of that request.</summary>
internal sealed partial class Evaluation(Globals globals, Budget budget, bool restricted)
{
    private readonly StringBuilder _output = new();

    /// <summary>The innermost scope.</summary>
    private Scope? _scope;

    /// <summary>
    /// The innermost scope outside all functions: a function sees no further than to it, not into its caller.
    /// </summary>
    private Scope? _open;

    private bool _inFunction;

    public Budget Budget => budget;

    public string Output => _output.ToString();

    /// <summary>What evaluation prints.</summary>
    public void Print(string text)
    {
        budget.Charge(text.Length, sizeof(char));
        _output.Append(text);
    }

    /// <summary>The value of an expression.</summary>
    /// <exception cref="RayfallException">It has none.</exception>
    public RayObject Evaluate(RayObject form)
    {
        switch (form)
        {
            case RaySymbol { IsQuoted: false } name:
                return Find(name) ?? throw (InQuery ? Fault.Schema(name.Name) : Fault.Name(name.Name));
            case RaySymbol literal:
                // Inside a query, a literal that names a column of its table is that column.
                return _scope?.Table?.Find(literal.Utf8) ?? literal;
            case RayList { Count: > 0 } call:
                budget.Enter();
                var value = Call(call);
                budget.Leave();
                return value;
            case RayAtom<RayChar> character:
                return new RayString([character.Value.Value]);
            case RayError error:
                throw new RayfallException(error.Code, error.Message);
            default:
                return form;
        }
    }

    /// <summary>
    /// The value of the last of the forms in a source text; several are evaluated in a scope of their own.
    /// </summary>
    public RayObject EvaluateSource(ReadOnlySpan<byte> source)
    {
        budget.Charge(source.Length, Vectors.Width(RayType.List));
        var forms = RayfallParser.Read(source);
        return Evaluate(forms.Count == 1 ? forms[0] : new RayList([new RaySymbol("do"), .. forms], RayAttributes.None));
    }

    /// <summary>Calls a function with values.</summary>
    public RayObject Apply(RayObject function, params ReadOnlySpan<RayObject> arguments)
    {
        if (function is RayLambda lambda)
            return CallLambda(lambda, arguments.ToArray());
        if (function is not RayBuiltin value)
            throw Fault.Type($"call: expected a callable function, got {TypeNames.Of(function)}");
        var builtin = Require(value);
        Admit(builtin);
        if (builtin.Unary is { } unary && arguments.Length >= 1)
            return unary(this, arguments[0]);
        if (builtin.Binary is { } binary && arguments.Length == 2)
            return binary(this, arguments[0], arguments[1]);
        if (builtin.Variadic is { } variadic)
            return variadic(this, arguments);
        throw Fault.Type($"call: expected a callable function, got {TypeNames.Of(function)}");
    }

    /// <summary>Binds a name in the innermost scope, or globally where there is none.</summary>
    public void BindLocal(RaySymbol name, RayObject value)
    {
        if (_scope is null)
            BindGlobal(name, value);
        else
            _scope.Bind(name, value);
    }

    /// <summary>
    /// Opens a scope; <see cref="LeaveScope"/> closes it. An error that leaves it is caught where the scopes are kept.
    /// </summary>
    /// <param name="table">The table whose columns are in sight in it, if it is the scope of a query.</param>
    /// <returns>The scope to go back to.</returns>
    public Scope? EnterScope(RayTable? table = null)
    {
        var outer = _scope;
        _scope = table is null ? new Scope(outer) : new TableScope(outer, table);
        if (!_inFunction)
            _open = _scope;
        return outer;
    }

    /// <summary>Goes back to the scope outside.</summary>
    public void LeaveScope(Scope? outer)
    {
        _scope = outer;
        if (!_inFunction)
            _open = outer;
    }

    /// <summary>Evaluates, and on an error asks <paramref name="recover"/> for the value.</summary>
    public RayObject Try(RayObject form, Func<RayfallException, RayObject> recover)
    {
        var (scope, open, inFunction, position) = (_scope, _open, _inFunction, budget.Position);
        try
        {
            return Evaluate(form);
        }
        catch (RayfallException e)
        {
            (_scope, _open, _inFunction, budget.Position) = (scope, open, inFunction, position);
            return recover(e);
        }
    }

    private static Builtin Require(RayBuiltin value) =>
        BuiltinTable.Instance.Find(value) ?? throw Fault.Name(value.Name);

    private RayObject Call(RayList call)
    {
        var head = call[0];
        // The common case, a builtin by its own name, needs no object for it.
        if (head is RaySymbol { IsQuoted: false } name && FindBound(name) is null
            && BuiltinTable.Instance.Find(name.Name) is { } known)
            return Call(known, call);
        if (head is RaySymbol verb && restricted && SystemNames.IsRestricted(verb.Name) && FindBound(verb) is null)
            throw Fault.Access();
        var function = head is RaySymbol called ? Resolve(called) : Evaluate(head);
        if (function is RaySymbol literal)
            function = Resolve(literal);
        return function switch
        {
            RayBuiltin value => Call(Require(value), call),
            RayLambda lambda => CallLambda(lambda, EvaluateArguments(call)),
            _ => throw Fault.Type($"eval: head of list is not callable, got {TypeNames.Of(function)}"),
        };
    }

    private RayObject Call(Builtin builtin, RayList call)
    {
        var count = call.Count - 1;
        if (builtin.Unary is { } unary)
        {
            if (count != 1)
                throw Fault.Arity($"expected 1 arg, got {count}");
            Admit(builtin);
            var argument = Evaluate(call[1]);
            return argument is RayNull && !builtin.Is(BuiltinTraits.TakesNull)
                ? throw Fault.Type(null)
                : unary(this, argument);
        }

        if (builtin.Binary is { } binary)
        {
            if (count != 2)
                throw Fault.Arity($"expected 2 args, got {count}");
            Admit(builtin);
            if (builtin.Is(BuiltinTraits.Special))
                return binary(this, call[1], call[2]);
            var left = Evaluate(call[1]);
            var right = Evaluate(call[2]);
            if ((left is RayNull || right is RayNull) && !builtin.Is(BuiltinTraits.TakesNull))
                throw Fault.Type($"binary op: null operand not supported, got {TypeNames.Of(left, right)}");
            return binary(this, left, right);
        }

        Admit(builtin);
        return builtin.Is(BuiltinTraits.Special)
            ? builtin.Variadic!(this, call.Span[1..])
            : builtin.Variadic!(this, EvaluateArguments(call));
    }

    private void Admit(Builtin builtin)
    {
        if (restricted && builtin.Is(BuiltinTraits.Restricted))
            throw Fault.Access();
    }

    private RayObject[] EvaluateArguments(RayList call)
    {
        const int most = 64;
        if (call.Count - 1 > most)
            throw Fault.Domain($"call: too many args, max {most}, got {call.Count - 1}");
        var arguments = new RayObject[call.Count - 1];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = Evaluate(call[i + 1]);
        return arguments;
    }

    private RayObject CallLambda(RayLambda lambda, RayObject[] arguments)
    {
        if (lambda.Body is not RayList body)
            throw Fault.Type($"call: the body of a function is a list, got {TypeNames.Of(lambda.Body)}");
        var parameters = Vectors.Count(lambda.Parameters);
        if (parameters > 0 && lambda.Parameters is not RaySymbolVector)
            throw Fault.Type($"call: the parameters of a function are symbols, got {TypeNames.Of(lambda.Parameters)}");
        if (parameters != arguments.Length)
            throw Fault.Arity($"expected {parameters} args, got {arguments.Length}");

        var (scope, inFunction, position) = (_scope, _inFunction, budget.EnterCall());
        (_scope, _inFunction) = (new CallScope(_open, lambda, arguments), true);
        RayObject value = RayNull.Instance;
        foreach (var form in body.Span)
            value = Evaluate(form);
        (_scope, _inFunction, budget.Position) = (scope, inFunction, position);
        return value;
    }
}
