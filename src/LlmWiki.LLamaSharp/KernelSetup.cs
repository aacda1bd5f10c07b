using LlmWiki.Storage;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;

namespace LlmWiki.LLamaSharp;

/// <summary>Puts the wiki and its model into Semantic Kernel.</summary>
public static class KernelSetup
{
    /// <summary>
    /// Adds the plugin <c>wiki</c> with the functions <c>search</c>, <c>read</c> and <c>ask</c>, and the model as chat client and chat
    /// completion service. Folder and client stay the caller's to dispose, after the kernel. A local model calls no functions by itself: call
    /// them by <c>kernel.InvokeAsync</c>, or from prompt templates.
    /// </summary>
    public static IKernelBuilder AddWiki(this IKernelBuilder builder, WikiFolder folder, IChatClient client)
    {
        builder.Services.AddSingleton(client);
        builder.Services.AddSingleton(services => client.AsChatCompletionService(services));
        builder.Plugins.AddFromObject(new WikiPlugin(folder, client), "wiki");
        return builder;
    }
}
