"""Tokens that open clusters of containers."""

from pii.credentials.alphabets import BASE64
from pii.credentials.checks import is_mixed
from pii.credentials.contexts import Context
from pii.credentials.family import Family

FAMILIES = (
    Family(
        id="openshift-token",
        vendor="Red Hat",
        title="OpenShift user token",
        finds="`sha256~` and 43 characters.",
        leaves="Hashes behind `sha256:`.",
        source="https://docs.openshift.com/container-platform/latest/authentication/"
        "managing-oauth-access-tokens.html",
        sample="sha256~{url:43}",
        misses=("sha256~{url:42}", "image@sha256:{hex:64}"),
    ),
    Family(
        id="rancher-token",
        vendor="Rancher",
        title="Rancher API token",
        finds="`token-` or `kubeconfig-`, the name of a key, a colon, and 54 lower-case letters "
        "and digits.",
        leaves="Names of keys without their secrets.",
        source="https://ranchermanager.docs.rancher.com/reference-guides/user-settings/api-keys",
        sample="token-{base36:5}:{base36:54}",
        body=rb"(?:token|kubeconfig)-[0-9a-z.-]{5,40}:[0-9a-z]{54}",
        trigger=rb"(?:token|kubeconfig)-[0-9a-z.-]{5,40}:[0-9a-z]{54}",
        public_prefixes=(),
        variants=("kubeconfig-user-{base36:5}.c-m-{base36:8}:{base36:54}",),
        misses=("token-{base36:5}:{base36:53}", "token-{base36:5}: created"),
    ),
    Family(
        id="kubernetes-bootstrap-token",
        vendor="Kubernetes",
        title="Kubernetes bootstrap token",
        finds="Six lower-case letters and digits, a dot, and 16 more, behind `kubeadm` and "
        "`--token`.",
        leaves="The same without that command.",
        source="https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/",
        sample="{base36:6}.{base36:16}",
        context=Context(
            pattern=rb"kubeadm [^\n]{0,100}?--token[= ]",
            sample="kubeadm join cluster.example.org:6443 --token ",
            trigger=rb"kubeadm [^\n]{0,100}?--token",
        ),
        misses=("kubeadm token create --ttl 2h", "--token {base36:6}.{base36:16}"),
    ),
    Family(
        id="portainer-token",
        vendor="Portainer",
        title="Portainer access token",
        finds="`ptr_` and the base64 of 32 bytes.",
        leaves="Names of pointers.",
        source="https://docs.portainer.io/api/access",
        sample="ptr_{base64:42}8=",
        body=rb"ptr_[0-9A-Za-z+/]{43}=",
        not_followed_by=BASE64,
        check=is_mixed,
        trigger=rb"ptr_[0-9A-Za-z+/]{43}=",
        public_prefixes=(),
        misses=("ptr_{base64:42}=", "ptr_{letters:43}=", "void *ptr_to_end = begin + size;"),
    ),
)
