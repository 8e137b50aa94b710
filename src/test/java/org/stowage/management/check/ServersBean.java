package org.stowage.management.check;

import java.util.Map;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.MBeanInfo;

/** A bean whose attributes begin with a small letter, as those of WildFly and Tomcat do. */
public record ServersBean(Map<String, Object> attributes) implements DynamicMBean {

    @Override
    public Object getAttribute(String name) throws AttributeNotFoundException {
        Object value = attributes.get(name);
        if (value == null) {
            throw new AttributeNotFoundException(name);
        }
        return value;
    }

    @Override
    public void setAttribute(Attribute attribute) {
        throw new UnsupportedOperationException();
    }

    @Override
    public AttributeList getAttributes(String[] names) {
        return new AttributeList();
    }

    @Override
    public AttributeList setAttributes(AttributeList list) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Object invoke(String name, Object[] parameters, String[] signature) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        return new MBeanInfo(ServersBean.class.getName(), "of a server", null, null, null, null);
    }
}
