using System.Runtime.InteropServices;

namespace LlmWiki.Llama.Native;

/// <summary>A loaded model. It must outlive its contexts: each holds a reference.</summary>
internal sealed class ModelHandle : SafeHandle
{
    public ModelHandle(nint model)
        : base(0, ownsHandle: true) => SetHandle(model);

    public override bool IsInvalid => handle == 0;

    public nint Value => handle;

    /// <summary>Keeps the model in memory until it is given back.</summary>
    /// <exception cref="ObjectDisposedException">It is gone.</exception>
    public Hold Hold() => new(this);

    protected override bool ReleaseHandle()
    {
        LlamaApi.llama_model_free(handle);
        return true;
    }
}

/// <summary>A call that reads a model while another thread may close it.</summary>
internal readonly ref struct Hold
{
    private readonly ModelHandle _model;

    public Hold(ModelHandle model)
    {
        var held = false;
        model.DangerousAddRef(ref held);
        _model = model;
    }

    public void Dispose() => _model.DangerousRelease();
}

/// <summary>A context, with its cache. Only the thread that owns it may touch it.</summary>
internal sealed class ContextHandle : SafeHandle
{
    private readonly ModelHandle _model;

    public ContextHandle(ModelHandle model, ContextParams parameters)
        : base(0, ownsHandle: true)
    {
        var held = false;
        model.DangerousAddRef(ref held);
        _model = model;
        SetHandle(LlamaApi.llama_init_from_model(model.Value, parameters));
        if (IsInvalid)
        {
            // An invalid handle is never released, so its hold on the model is let go here.
            model.DangerousRelease();
        }
    }

    public override bool IsInvalid => handle == 0;

    public nint Value => handle;

    protected override bool ReleaseHandle()
    {
        LlamaApi.llama_free(handle);
        _model.DangerousRelease();
        return true;
    }
}

/// <summary>A parsed grammar and how far it has been matched.</summary>
internal sealed class GrammarHandle : SafeHandle
{
    public GrammarHandle(nint sampler)
        : base(0, ownsHandle: true) => SetHandle(sampler);

    public override bool IsInvalid => handle == 0;

    public nint Value => handle;

    protected override bool ReleaseHandle()
    {
        LlamaApi.llama_sampler_free(handle);
        return true;
    }
}
